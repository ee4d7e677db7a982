"""Imported once where the processes that print come from, so that each begins with WeasyPrint at hand."""

from turgor.documents.rendering import fonts

fonts.weasyprint()
