#!/usr/bin/env bash
# Measures the engine on this machine's GPU with what `npm run gpu:pack` put into .gpu/; nothing else has to be installed
# but Python (it unpacks) and the GPU's driver. Run it in the repository's folder. Results: $OUT/gpu.json, or bench/results/gpu.json.
# `--rehearse`: the same parts, tiny, for a software adapter (VK_ICD_FILENAMES names it).
set -eu
out=${OUT:-bench/results}
place=$(mktemp -d /tmp/noisewalk-gpu.XXXXXX)
trap 'rm -rf "$place"' EXIT
mkdir -p "$out"

python3 - "$place" <<'PYTHON'
import lzma, os, shutil, sys, tarfile
place = sys.argv[1]
for name in ('node', 'dawn.node'):
    with lzma.open(f'.gpu/{name}.xz') as packed, open(f'{place}/{name}', 'wb') as program:
        shutil.copyfileobj(packed, program, 1 << 20)
    os.chmod(f'{place}/{name}', 0o755)
tarfile.open('.gpu/bundle.tar.xz').extractall(place)
PYTHON

if [ -z "${VK_ICD_FILENAMES:-}" ]; then
  if ! ldconfig -p | grep -q libvulkan; then
    for package in .gpu/gl/*.deb; do dpkg -x "$package" /; done
    ldconfig
  fi
  driver=/usr/local/nvidia/share/vulkan/icd.d/nvidia_icd.json # where containers are given it
  if ! ls /etc/vulkan/icd.d/*.json /usr/share/vulkan/icd.d/*.json >/dev/null 2>&1 && [ -e "$driver" ]; then export VK_DRIVER_FILES=$driver; fi
  nvidia-smi --query-gpu=name,driver_version,clocks.sm --format=csv,noheader || true
fi

DAWN_NODE=$place/dawn.node timeout 400 "$place/node" bench/gpu/node/main.mjs "$place/bundle" "$out/gpu.json" "$@"
