"""Who did what when, in chains that show whether anything was taken out or changed."""
