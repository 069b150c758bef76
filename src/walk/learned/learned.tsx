/** How the network learned: the training algorithm beside the sampling algorithm. */
export function Learned() {
  return <div />
}
