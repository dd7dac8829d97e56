"""Running the components of a model one after the other.

Rasa hands each message to dask three times, which plans anew what may run side by side, for eight components that wait for
each other: a millisecond of every message.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner


class InOrderRunner(DaskGraphRunner):
    """Runs components in the order in which they need each other; the order is found once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Instantiate the components as Rasa does."""
        super().__init__(*args, **kwargs)
        self._orders: dict[tuple[str, ...], list[str]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Return the outputs of ``targets``; errors of the components come through."""
        wanted = tuple(targets or self._graph_schema.target_names)
        if wanted not in self._orders:
            self._orders[wanted] = _order(self._graph_schema.minimal_graph_schema(list(wanted)), wanted)
        # A node takes its inputs as pairs of name and output; a name alone says that there is no output.
        done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name in self._orders[wanted]:
            needs = self._graph_schema.nodes[name].needs.values()
            done[name] = self._instantiated_nodes[name](*(done.get(needed, needed) for needed in needs))
        return dict(done[name] for name in wanted)


def _order(schema: GraphSchema, targets: tuple[str, ...]) -> list[str]:
    """Return the nodes of ``schema``, each behind those that it needs."""
    order: list[str] = []

    def add(name: str) -> None:
        if name in schema.nodes and name not in order:
            for needed in schema.nodes[name].needs.values():
                add(needed)
            order.append(name)

    for target in targets:
        add(target)
    return order
