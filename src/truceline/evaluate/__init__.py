"""Measuring the program on public benchmarks: one scorer a task, all with one interface.

Each task is a module with ``evaluate(data, *, sample=None) -> Evaluation``; :data:`registry.TASKS` lists them.  Nothing
here is loaded by reading reports.
"""
