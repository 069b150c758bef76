/** Opening anybody's network. */
export const own = {
  title: 'Open your own',
  intro: 'A small UNet2DModel as Hugging Face diffusers saves it: a folder with unet/config.json, its weights as safetensors, and scheduler/scheduler_config.json. Black and white or colour, square, 1,000 timesteps. It stays on this machine. Dropping the folder on the page does the same.',
  folder: 'Open a folder',
  folderExplain: 'The folder that save_pretrained wrote.',
  files: 'Open files',
  filesExplain: 'config.json, the weights and scheduler_config.json together.',
  address: 'A folder on the web',
  addressExplain: 'The address of a static folder whose server lets other pages read it (CORS). Nothing is asked for before you press Fetch.',
  noAddress: 'This is not an address of the web yet: it begins with https://',
  goesTo: (host: string) => `Fetch asks ${host} for the files. It will see your IP address, and may send the request on to another server.`,
  fetch: 'Fetch',
  fetchExplain: 'Asks the server for the network’s files.',
  opened: (title: string) => `“${title}” is open. The starter pictures are digits, fitted to its size; what it knows may be something else.`,
}
