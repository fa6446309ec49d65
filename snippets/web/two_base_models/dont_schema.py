from model_base import BaseModel

class ToolOut(BaseModel):
    name: str

#! sqlalchemy.orm.exc.MappedAnnotationError: Type annotation for "ToolOut.name" can't be correctly interpreted for Annotated Declarative Table form.  ORM annotations should normally make use of the ``Mapped[]`` generic type, or other ORM-compatible generic type, as a container for the actual type, which indicates the intent that the attribute is mapped. Class variables that are not intended to be mapped by the ORM should use ClassVar[].  To allow Annotated Declarative to disregard legacy annotations which don't use Mapped[] to pass, set "__allow_unmapped__ = True" on the class or a superclass this class.

print(ToolOut(name="browser").model_dump())
