"""The shared models follow the guide's rules: they are the code that readers copy."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Enum,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import RelationshipProperty, Session, configure_mappers
from sqlalchemy.schema import ColumnCollectionConstraint

from domain import Agent, AIModel, Base, Project, Task, Tool, UtcDateTime, add_projects, agent_tool, new_database

configure_mappers()

MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__name__)
TABLES = list(Base.metadata.tables.values())
ENTITIES = [table for table in TABLES if table is not agent_tool]
FOREIGN_KEYS = [
    pytest.param(key, id=str(key.name))
    for table in TABLES
    for key in sorted(table.foreign_key_constraints, key=lambda key: str(key.name))
]
COLUMNS = [pytest.param(column, id=str(column)) for table in TABLES for column in table.columns]
RELATIONSHIPS = [
    pytest.param(relationship, id=str(relationship))
    for model in MODELS
    for relationship in model.__mapper__.relationships
    if relationship.parent.class_ is model
]
SQLITE = make_url("sqlite://").get_dialect()()
POSTGRESQL = make_url("postgresql+psycopg://").get_dialect()()

RESERVED = {"metadata", "registry", "query"}
"""What an attribute of a model must not be called."""
RESERVED_TABLES = {"user", "order", "group", "session"}
SQL_NAME_LIMIT = 63
"""The bytes of a name that PostgreSQL keeps."""


@pytest.mark.parametrize("model", MODELS)
def test_a_table_is_named_for_one_row_of_its_model(model: type[Base]) -> None:
    name = model.__mapper__.local_table.description
    assert name == name.lower()
    assert not name.endswith("s")
    assert name not in RESERVED_TABLES
    if model.__mapper__.inherits is None:
        assert model.__dict__["__tablename__"] == name


@pytest.mark.parametrize("model", MODELS)
def test_no_attribute_has_a_reserved_name(model: type[Base]) -> None:
    names = set(model.__mapper__.all_orm_descriptors.keys())
    assert not names & RESERVED
    assert not {name for name in names if name.startswith("_")}


@pytest.mark.parametrize("table", ENTITIES, ids=str)
def test_an_entity_has_a_uuid_as_its_key_and_the_times_of_its_row(table: Table) -> None:
    assert [(key.name, type(key.type)) for key in table.primary_key] == [("id", Uuid)]
    assert table.c.id.default is not None
    assert table.c.id.default.is_callable
    assert table.c.updated_at.onupdate is not None


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_every_constraint_and_index_is_named_by_the_convention(table: Table) -> None:
    for constraint in table.constraints:
        assert isinstance(constraint, ColumnCollectionConstraint)
        name = str(constraint.name)
        columns = "_".join(column.name for column in constraint.columns)
        if isinstance(constraint, PrimaryKeyConstraint):
            assert name == f"pk_{table.name}"
        elif isinstance(constraint, CheckConstraint):
            assert name.startswith(f"ck_{table.name}_")
        else:
            kind = {ForeignKeyConstraint: "fk", UniqueConstraint: "uq"}[type(constraint)]
            assert name == f"{kind}_{table.name}_{columns}"
        assert len(name) <= SQL_NAME_LIMIT
    for index in table.indexes:
        assert index.name == f"ix_{table.name}_{'_'.join(column.name for column in index.columns)}"


@pytest.mark.parametrize("key", FOREIGN_KEYS)
def test_a_foreign_key_is_indexed_and_says_what_a_delete_does(key: ForeignKeyConstraint) -> None:
    columns = [column.name for column in key.columns]
    table = key.table
    sorted_by = [list(index.columns) for index in table.indexes]
    sorted_by += [list(c.columns) for c in table.constraints if isinstance(c, UniqueConstraint)]
    sorted_by.append(list(table.primary_key.columns))
    assert any([column.name for column in each[: len(columns)]] == columns for each in sorted_by)
    nullable = all(column.nullable for column in key.columns)
    assert key.ondelete in ({"SET NULL", "RESTRICT"} if nullable else {"CASCADE", "RESTRICT"})


@pytest.mark.parametrize("relationship", RELATIONSHIPS)
def test_a_collection_leaves_deleting_to_the_database(relationship: RelationshipProperty[Any]) -> None:
    if not relationship.uselist:
        assert not relationship.cascade.delete
        return
    assert relationship.passive_deletes is True
    table = relationship.secondary if relationship.secondary is not None else relationship.mapper.local_table
    assert isinstance(table, Table)
    for key in table.foreign_key_constraints:
        if key.referred_table is relationship.parent.local_table:
            assert key.ondelete == "CASCADE"
    assert relationship.cascade.delete_orphan == (relationship.secondary is None)


@pytest.mark.parametrize("relationship", RELATIONSHIPS)
def test_the_two_sides_of_a_relationship_know_each_other(relationship: RelationshipProperty[Any]) -> None:
    def keys(one: RelationshipProperty[Any]) -> set[Any]:
        return {column for pair in one.local_remote_pairs or () for column in pair}

    others = [
        other.key
        for other in relationship.mapper.relationships
        if other.mapper is relationship.parent and keys(other) == keys(relationship)
    ]
    assert others == ([relationship.back_populates] if relationship.back_populates else [])
    if relationship.uselist:
        assert relationship.back_populates


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_has_a_type_that_keeps_what_it_stores(column: Column[Any]) -> None:
    if isinstance(column.type, DateTime) or issubclass(column.type.python_type, datetime):
        assert isinstance(column.type, UtcDateTime)
        assert getattr(column.type.impl_instance, "timezone", False)
        assert column.server_default is not None
    if column.name.endswith("_metadata"):
        assert column.name != "metadata"
        assert column.nullable
        for dialect in SQLITE, POSTGRESQL:
            stored = column.type.dialect_impl(dialect)
            assert isinstance(stored, JSON)
            assert stored.none_as_null
    if column.name == "status":
        assert isinstance(column.type, Enum)
        assert not column.type.native_enum
        assert column.type.validate_strings
        assert any(isinstance(c, CheckConstraint) and column in c.columns.values() for c in column.table.constraints)
        assert column.type.enum_class is not None
        assert column.type.enums == [member.value for member in column.type.enum_class]
    if isinstance(column.type, String) and (column.unique or column.name in {"name", "title"}):
        assert column.type.length


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [(SQLITE, ["JSON", "DATETIME", "CHAR(32)"]), (POSTGRESQL, ["JSONB", "TIMESTAMP WITH TIME ZONE", "UUID"])],
    ids=["sqlite", "postgresql"],
)
def test_types_in_the_database(dialect: Dialect, expected: list[str]) -> None:
    columns = [Project.__table__.c[name] for name in ("project_metadata", "created_at", "id")]
    assert [column.type.compile(dialect) for column in columns] == expected


def test_times_come_back_in_utc_and_none_has_no_zone() -> None:
    engine = new_database(projects=1)
    tokyo = datetime(2026, 3, 1, 21, tzinfo=timezone(timedelta(hours=9)))
    with Session(engine) as session:
        project = session.scalars(select(Project)).one()
        assert project.created_at.tzinfo is UTC
        assert abs(datetime.now(UTC) - project.created_at) < timedelta(days=1)
        project.updated_at = tokyo
        session.commit()
        assert project.updated_at == tokyo
        assert project.updated_at.tzinfo is UTC
        project.updated_at = datetime(2026, 3, 1, 12)
        with pytest.raises(StatementError, match="no time zone: 2026-03-01 12:00:00"):
            session.flush()


def test_none_is_null_and_a_status_is_checked_by_the_model_and_by_the_table() -> None:
    with Session(new_database(projects=1)) as session:
        session.add(Project(name="apollo", project_metadata=None))
        session.flush()
        assert len(session.scalars(select(Project).where(Project.project_metadata.is_(None))).all()) == 2
        with pytest.raises(IntegrityError, match="ck_project_projectstatus"), session.begin_nested():
            session.execute(text("UPDATE project SET status = 'ACITVE'"))
        session.add(Project(name="gemini", status="ACITVE"))
        with pytest.raises(StatementError, match="'ACITVE' is not among the defined enum values"):
            session.flush()


def test_the_database_deletes_what_belongs_to_a_project_and_keeps_a_model_in_use() -> None:
    engine = new_database(projects=1)
    add_projects(engine, projects=1, agents=1, tasks=1, first=2)
    with Session(engine) as session:
        project = session.scalars(select(Project).where(Project.name == "project-02")).one()
        agent = project.agents[0]
        agent.tools.append(Tool(name="browser"))
        agent.ai_model = AIModel(name="large", provider="acme")
        project.tasks[0].agent = agent
        session.commit()
        with pytest.raises(IntegrityError, match="FOREIGN KEY"), session.begin_nested():
            session.execute(text("DELETE FROM ai_model"))
        session.delete(project)
        session.commit()
        for model, left in ((Project, 1), (Agent, 0), (Task, 0), (Tool, 1), (AIModel, 1)):
            assert len(session.scalars(select(model)).all()) == left
        assert session.execute(select(agent_tool)).all() == []


def test_importing_the_domain_needs_no_greenlet() -> None:
    """The async extension needs it, and the snippets run where there is none."""
    program = (
        "import sys; sys.modules['greenlet'] = None\n"
        "from domain import new_database\n"
        "new_database(projects=1, agents=1, tasks=1)\n"
        "print('sqlalchemy.ext.asyncio' in sys.modules)"
    )
    folder = Path(__file__).parents[2] / "snippets"
    run = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
