from uuid import UUID, uuid4

from sqlalchemy import String
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import CreateTable

class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(100), index=True)

table = Base.metadata.tables["tool"]
statement = CreateTable(table).compile(dialect=postgresql.dialect())
print(str(statement).strip())
#> CREATE TABLE tool (
#> 	id UUID NOT NULL,
#> 	name VARCHAR(100) NOT NULL,
#> 	PRIMARY KEY (id)
#> )
