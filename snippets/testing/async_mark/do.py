import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain import Project, new_async_database
from testing._suite import run_tests

engine = new_async_database(projects=1)

# page: from here
# page: essence
pytestmark = pytest.mark.anyio

@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"

async def test_counts() -> None:
    async with AsyncSession(engine) as session:
        assert await session.scalar(select(func.count(Project.id))) == 1
    await engine.dispose()

run_tests()
#> test_counts passed
