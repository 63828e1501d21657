"""What makes a module an engine.

In: core modules. Out: engines with their messages, guarded actions and conversation partners; diagnostics for diagrams
drawn by hand that do not agree with these.
"""
