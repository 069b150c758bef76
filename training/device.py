"""Where tensors are computed, and in what precision: on a GPU if there is one, else on the CPU."""

import torch

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
ON_GPU = DEVICE.type == "cuda"
# bfloat16 is slower than float32 by 15 to 30 times on a processor without instructions for it.
BFLOAT16_PAYS = ON_GPU or "AVX512" in torch.backends.cpu.get_cpu_capability()
PRECISIONS = ("float32", "tf32", "bfloat16")  # tf32: a GPU's products of float32 numbers rounded to 10 bits


def use(precision: str) -> torch.autocast:
    """The context in which a network is computed in one of PRECISIONS, its weights being float32."""
    if precision not in PRECISIONS:
        raise ValueError(f"precision {precision!r}: expected one of {', '.join(PRECISIONS)}")
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = precision == "tf32"
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=precision == "bfloat16")


def name() -> str:
    """For a card: what computed."""
    return f"one {torch.cuda.get_device_name()}" if ON_GPU else f"{torch.get_num_threads()} CPU cores"
