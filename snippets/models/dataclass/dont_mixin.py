from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    mapped_column,
)

class Base(MappedAsDataclass, DeclarativeBase):
    pass

# page: from here
# page: essence
class HasStatus:
    status: Mapped[str] = mapped_column(default="DRAFT")

class Project(HasStatus, Base, kw_only=True):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str]

#! [sqlalchemy>=2.1] sqlalchemy.exc.InvalidRequestError: When transforming <class '__main__.Project'> to a dataclass, attribute(s) 'status' originates from superclass <class '__main__.HasStatus'>, which is not a dataclass.  When declaring SQLAlchemy Declarative Dataclasses, ensure that all mixin classes and other superclasses which include attributes are also a subclass of MappedAsDataclass or make use of the @unmapped_dataclass decorator.
#! [sqlalchemy<2.1] sqlalchemy.exc.SADeprecationWarning: When transforming <class '__main__.Project'> to a dataclass, attribute(s) 'status' originates from superclass <class '__main__.HasStatus'>, which is not a dataclass.  This usage is deprecated and will raise an error in SQLAlchemy 2.1.  When declaring SQLAlchemy Declarative Dataclasses, ensure that all mixin classes and other superclasses which include attributes are also a subclass of MappedAsDataclass.

print(Project(name="apollo").status)
#> [sqlalchemy<2.1] DRAFT
