"""Run by Alembic on a connection, and in a transaction, that `turgor.store.schema` gives it."""

from alembic import context

from turgor.store.rows import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
