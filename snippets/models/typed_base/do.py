from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import String, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Entity(Base):
    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now()
    )

class Project(Entity):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(String(100))

for column in Project.__table__.columns:
    print(column.name, column.type)
    #> name VARCHAR(100)
    #> id CHAR(32)
    #> created_at DATETIME
    #> updated_at DATETIME
