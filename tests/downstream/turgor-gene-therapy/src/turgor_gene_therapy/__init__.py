"""Gene therapy in trials. All of it is data, in content/gene_therapy.toml."""

from turgor.api import Modality, hookimpl, load_modality


@hookimpl
def turgor_modality() -> Modality:
    """What content/gene_therapy.toml says."""
    return load_modality(__name__)
