# page: essence
from model_base import Base
from sqlalchemy.orm import Mapped, mapped_column

# page: essence
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

print(Tool.__name__, "has the table", Tool.__table__)
#> Tool has the table tool
