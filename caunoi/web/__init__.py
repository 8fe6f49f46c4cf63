"""What every server of ours needs for its pages, whatever it serves: assets, templates, headers, answers."""
