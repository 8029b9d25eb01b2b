"""From torch to int8 ONNX and back: what ships, and what fine-tuning goes on from.

The exported graphs take one text (batch of one, no mask). Weight matrices keep their names in the graph, so `restore`
can read the int8 weights back into a torch model: no second copy of the weights need be shipped for fine-tuning.
"""

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from mtfix.errors import ModelError

TRANSPOSED = "|T"
_TURNED = (TRANSPOSED, "_Transposed")  # the second is what the quantizer calls a matrix that it turns itself
_QUANTIZED, _SCALE, _ZERO, _ROWS = "_quantized", "_scale", "_zero_point", ".rows"


class RowInt8(torch.nn.Module):
    """An embedding table with one int8 scale a row: a quarter of the size, far more exact than one scale for all."""

    def __init__(self, table: torch.Tensor) -> None:
        super().__init__()
        scale = table.detach().abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (table.detach() / scale).round().to(torch.int8))
        self.register_buffer("row_scale", scale)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """The rows of the table."""
        rows, scale = self.get_buffer("rows"), self.get_buffer("row_scale")
        return rows[ids].float() * scale[ids]


def export(
    module: torch.nn.Module, inputs: Mapping[str, torch.Tensor], dynamic: Mapping[str, Any], output: str, path: Path
) -> None:
    """Write `module` as an int8 graph; `dynamic` names the axes that vary, as torch.export wants them."""
    module.eval()
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = Path(folder) / "full.onnx"
        program = torch.onnx.export(
            module,
            args=(),
            kwargs=dict(inputs),
            dynamo=True,
            dynamic_shapes=dict(dynamic),
            output_names=[output],
            verbose=False,
        )
        assert program is not None
        program.save(str(full))
        graph = onnx.load(str(full))
        _name_weights(graph, {**dict(module.named_parameters()), **dict(module.named_buffers())})
        onnx.save(graph, str(full))
        quantize_dynamic(
            str(full), str(path), per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"]
        )


def _name_weights(model: onnx.ModelProto, tensors: Mapping[str, torch.Tensor]) -> None:
    """Give every anonymous matrix of the graph the name of its parameter or buffer again, found by its value."""
    matrices = {name: tensor.detach().numpy() for name, tensor in tensors.items() if tensor.dim() == 2}
    renamed: dict[str, str] = {}
    for initializer in model.graph.initializer:
        if len(initializer.dims) != 2 or initializer.name in tensors:
            continue
        value = numpy_helper.to_array(initializer)
        for name, matrix in matrices.items():
            if np.array_equal(matrix, value):
                renamed[initializer.name] = name
            elif np.array_equal(matrix.T, value):
                renamed[initializer.name] = name + TRANSPOSED
    for initializer in model.graph.initializer:
        initializer.name = renamed.get(initializer.name, initializer.name)
    for node in model.graph.node:
        for i, name in enumerate(node.input):
            node.input[i] = renamed.get(name, name)


def restore(path: Path) -> dict[str, torch.Tensor]:
    """The parameters in an exported graph as float32, by the names they had in the exported module."""
    initializers = {item.name: numpy_helper.to_array(item) for item in onnx.load(str(path)).graph.initializer}
    state: dict[str, torch.Tensor] = {}
    for name, value in initializers.items():
        if name.endswith(_QUANTIZED):
            base = name.removesuffix(_QUANTIZED)
            zero = initializers[base + _ZERO].astype(np.float32)
            value = (value.astype(np.float32) - zero) * initializers[base + _SCALE]
        elif name.endswith(_ROWS):
            base = name.removesuffix(_ROWS) + ".weight"
            value = value.astype(np.float32) * initializers[name.removesuffix(_ROWS) + ".row_scale"]
        elif name.endswith((_SCALE, _ZERO, ".row_scale")) or value.dtype != np.float32:
            continue
        else:
            base = name
        turned = next((mark for mark in _TURNED if base.endswith(mark)), "")
        state[base.removesuffix(turned)] = torch.tensor(value.T if turned else value)
    return state


def mean_of(new: torch.nn.Module, old: torch.nn.Module, share: float) -> None:
    """Move the weights of `new` towards those of `old`, of which it was fine-tuned: it keeps `share` of the way.

    Wortsman et al. 2022, "Robust fine-tuning of zero-shot models" (WiSE-FT); what it gains here: models/LOG.md.
    """
    with torch.no_grad():
        for mine, theirs in zip(new.parameters(), old.parameters(), strict=True):
            mine.lerp_(theirs, 1 - share)


def load_restored(model: torch.nn.Module, state: Mapping[str, torch.Tensor], tied: Sequence[str] = ()) -> None:
    """Give a model the weights of its exported graphs. `tied` names parameters that are the same tensor as another's.

    Raises ModelError E022 if the graphs lack a weight of the model: they are of another architecture.
    """
    result = model.load_state_dict(dict(state), strict=False)
    missing = [name for name in result.missing_keys if name not in tied]
    if missing:
        raise ModelError("E022", f"the exported graph has no {missing[0]}")
