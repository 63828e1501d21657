"""What one build reuses of the one before: rendered Markdown, search entries, templates, navigation.

In: what MkDocs is about to do. Out: the same result, reused where nothing that it depends on has changed.
"""
