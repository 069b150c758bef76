/** Opening anybody's network. */
export const ownNetwork = {
  title: 'Open your own',
  intro:
    'A small UNet2DModel as Hugging Face diffusers saves it: a folder with unet/config.json, its weights as safetensors, and scheduler/scheduler_config.json. Black and white or colour, square, 1,000 timesteps. It stays on this machine. Dropping the folder on the page does the same.',
  folder: 'Open a folder',
  folderExplain: 'The folder that save_pretrained wrote.',
  files: 'Open files',
  filesExplain: 'config.json, the weights and scheduler_config.json together.',
  address: 'A folder on the web',
  addresses: {
    empty:
      'The address of a static folder, or of a file in it, whose server lets other pages read it (CORS); owner/name is a repository of Hugging Face. Nothing is asked for before you press Fetch.',
    none: 'This is not an address of the web yet: it begins with https://, or is owner/name of a repository on Hugging Face.',
    password:
      'An address with a user’s name or a password in it is not asked: browsers do not let pages send them along. Download the folder and open it here.',
    insecure:
      'This page came by https, and browsers do not let it ask an address that begins with http://. Try https://, or download the folder and open it here.',
  },
  goesTo: (host: string) =>
    `Fetch asks ${host} for the files. It will see your IP address, and may send the request on to another server.`,
  fetch: 'Fetch',
  fetchExplain: 'Asks the server for the network’s files.',
  askSize: 'Pixels on a side',
  askSizeLess: 'Fewer pixels',
  askSizeMore: 'More pixels',
  opened: 'Opened in this visit',
  choose: 'Walks on with this network. It is opened again from where it came.',
  openSized: 'Open it',
  openSizedExplain: 'Opens the network for square pictures of this size.',
}
