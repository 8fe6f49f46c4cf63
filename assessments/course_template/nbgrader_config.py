"""nbgrader's settings for a class. The stock commands and formgrader read this file as it stands."""

from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    Execute,
    GetGrades,
    LimitOutput,
    OverwriteCells,
    OverwriteKernelspec,
)
from nbgrader.server_extensions.formgrader.handlers import template_path

import assessments
from assessments.export import CellExport
from assessments.feedback import FeedbackPage, HideRubric
from assessments.reading import NameTasks, ShowRubric, TranslateProse
from assessments.saving import SaveMarks

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (nbgrader puts it there)

# The release carries no answers and no key; the hall fills this one literal when somebody submits.
c.ClearSolutions.code_stub = {"python": "_payload = None"}
c.ClearSolutions.text_stub = "(no answer)"

# Only people of the class are graded, and a cell taken out of a submission comes back.
c.Autograde.create_student = False
c.OverwriteCells.add_missing_cells = True
c.Execute.timeout = 120
c.Execute.store_widget_state = False

c.Autograde.sanitize_preprocessors = [
    ClearOutput,
    DeduplicateIds,
    OverwriteKernelspec,
    OverwriteCells,
    NameTasks,
    CheckCellMetadata,
]
c.Autograde.autograde_preprocessors = [
    Execute,
    LimitOutput,
    SaveMarks,
    AssignLatePenalties,
    TranslateProse,
    ShowRubric,
    CheckCellMetadata,
]
c.GenerateFeedback.preprocessors = [GetGrades, HideRubric, CSSHTMLHeaderPreprocessor]
c.GenerateFeedback.exporter_class = FeedbackPage
c.ExportApp.plugin_class = CellExport

# Formgrader's pages ask no other host for MathJax.
c.HTMLExporter.extra_template_basedirs = [str(Path(assessments.__file__).parent / "templates"), template_path]
