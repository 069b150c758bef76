import { misplaced } from './file-kinds'

type Details = Readonly<Record<string, string | number | undefined>>

/** Why a visitor's own picture or network was not opened, and what had to be assumed about it, by its code. */
export const fileFault = {
  cors: (d: Details) =>
    `${d.file}: the server${d.found ? ` (${d.found})` : ''} does not let other pages read its files. Put the folder on a server that does (Access-Control-Allow-Origin), or download it and drop it here.`,
  absent: (d: Details) =>
    `${d.file} is not there${d.expected ? ` (${d.expected})` : ''}. Open the whole folder, as diffusers saved it.`,
  'lfs-pointer': (d: Details) =>
    `${d.file} is a Git LFS pointer: three lines that stand for the file, which was not fetched. Run “git lfs pull” in its folder, or download the file from its page, and open the folder again.`,
  oversized: (d: Details) => `${d.file} is larger than the ${d.expected} bytes that it may have.`,
  pickle: (d: Details) =>
    `${d.file} is a pickle: a program, not only numbers, so this page does not open it. Save the model as safetensors: unet.save_pretrained(folder, safe_serialization=True).`,
  zip: (d: Details) =>
    `${d.file} is a zip archive. Unpack it and open the folder; if it is a PyTorch file under another name, save the model as safetensors.`,
  'not-picture': (d: Details) => `“${d.name}” is no picture that this browser can open; try a PNG or JPEG file.`,
  misplaced: (d: Details) => misplaced.walk(String(d.name), String(d.kind)),
  'picture-large': (d: Details) =>
    `“${d.name}” is ${d.width} × ${d.height} pixels; the most is ${d.most} million pixels. Make it smaller and open it again.`,
  'file-large': (d: Details) =>
    `“${d.name}” is ${d.megabytes} MB; the most is ${d.most} MB. Make it smaller and open it again.`,
  'picture-private': (d: Details) =>
    `“${d.name}” was not opened: this browser protects you from being tracked, so it gives pages noise instead of the pixels that they read. Allow this page to use canvas data (Firefox and Tor Browser ask beside the address; in Brave, lower its shield for this page) and open the picture again; or draw a digit here.`,
  'picture-empty': (d: Details) =>
    `“${d.name}” comes out empty, or nearly so: hardly any ink could be told from its paper. Try a picture with more contrast, or draw one.`,
  field: (d: Details) =>
    `${d.file}: ${d.field ?? 'a field'} is ${d.found ?? 'missing'}${d.expected ? `; expected ${d.expected}` : ''}.`,
  unsupported: (d: Details) =>
    `${d.file}: ${d.field ?? 'a field'} is ${d.found ?? 'missing'}, which this page cannot compute${d.expected ? `; expected ${d.expected}` : ''}. Another model is needed.`,
  memory: (d: Details) =>
    `${d.file}: ${d.field ?? 'the network'} needs ${d.found ?? 'more memory than there is'}${d.expected ? `; there is room for ${d.expected}` : ''}. Use a smaller model, or another machine.`,
  header: (d: Details) =>
    `${d.file} breaks the safetensors rules${d.field ? ` (${d.field})` : ''}: ${d.found ?? 'its header cannot be read'}${d.expected ? `; expected ${d.expected}` : ''}.`,
  'tensor-missing': (d: Details) => `${d.file} lacks the tensor ${d.field}, which the network needs.`,
  'tensor-unexpected': (d: Details) => `${d.file} holds the tensor ${d.field}, which the network does not have.`,
  'tensor-shape': (d: Details) => `${d.file}: the tensor ${d.field} is ${d.found}; expected ${d.expected}.`,
  'tensor-value': (d: Details) =>
    `${d.file}: the tensor ${d.field} holds ${d.found ?? 'a value'} that is not a finite number.`,
  address: (d: Details) =>
    `“${d.found ?? d.file}” is no address that this page can open${d.expected ? `; expected ${d.expected}` : ''}.`,
  many: (d: Details) =>
    `The folder holds more than one network${d.found ? ` (${d.found})` : ''}, each with a ${d.file} of its own. Open the folder of one of them.`,
  unreadable: (d: Details) =>
    `${d.file} cannot be read any more${d.found ? ` (${String(d.found).replace(/\.$/, '')})` : ''}. Open the folder again.`,
  size: (d: Details) =>
    `${d.file} does not say how large the pictures are (sample_size). Choose a size, and the page opens the network${d.expected ? `; ${d.expected} pixels are usual for one like it` : ''}.`,
  'null-default': (d: Details) =>
    `${d.file} leaves some values out, so the page takes diffusers’ defaults: ${d.found}.`,
  'unused-keys': (d: Details) => `${d.file} has entries that this page does not use: ${d.found}.`,
  'size-chosen': (d: Details) => `${d.file} does not say how large the pictures are; ${d.found} pixels were chosen.`,
  'own-channels': (d: Details) =>
    `The network has ${d.found} channels; this page shows pictures of 1 (grey) or 3 (colour).`,
  'own-square': (d: Details) => `The network’s pictures are ${d.found}; this page shows square ones.`,
  'own-steps': (d: Details) => `The network was trained on ${d.found} timesteps; this page’s timeline has 1,000.`,
  'no-card': () => 'Nothing in the folder says what this network draws, who trained it or under which licence.',
  'no-probe': () =>
    'The folder has no stored outputs (probe.json), so this machine’s arithmetic was not tested on this network.',
  'no-scheduler': () =>
    'The folder has no scheduler_config.json, so diffusers’ defaults are taken: β from 0.0001 to 0.02 in 1000 steps, and a network that predicts ε.',
  'variance-assumed': () =>
    'The network returns twice as many channels as it takes, and the page reads the second half as a learned variance.',
  'variance-unread': () =>
    'The network also predicts the variance of each step (variance_type “learned”). This page does not use that: DDPM takes β̃.',
  'class-unasked': () =>
    'The network takes its class as a vector, or as any number, and this page has no menu for that. It always gets 0, or 1 where 0 has no logarithm.',
  'log-time': () =>
    'The network takes the logarithm of the timestep. Zero has none, so at timestep 0 it gets the logarithm of 1.',
}
