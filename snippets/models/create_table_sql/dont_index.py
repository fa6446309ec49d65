from uuid import UUID, uuid4

from sqlalchemy import String
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import CreateTable

class Base(DeclarativeBase):
    pass

# page: from here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(100), index=True)

postgres = postgresql.dialect()
for table in Base.metadata.sorted_tables:
    ddl = str(CreateTable(table).compile(dialect=postgres))
    print("index in the DDL:", "CREATE INDEX" in ddl)
    #!> index in the DDL: False
