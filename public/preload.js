// The starter pictures of the link's network are on their way before the code that shows them; the plane has none.
{
  const link = new URLSearchParams(location.hash.slice(1))
  const samples = ['fashion', 'emoji'].find((name) => name === link.get('model')?.replace(/-v$/, '')) ?? 'digits'
  if (link.get('room') !== 'plane') {
    for (const type of ['bin', 'json']) document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', href: `./samples/${samples}.${type}`, as: 'fetch', crossOrigin: 'anonymous' }))
  }
}
