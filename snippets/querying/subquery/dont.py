from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=3, tasks=2)

with_tasks = select(Task.project_id).distinct()

with Session(engine) as session:
    count = select(func.count()).select_from(with_tasks)
    #! [sqlalchemy>=2.1] sqlalchemy.exc.ArgumentError: FROM expression, such as a Table or alias() object expected, got <sqlalchemy.sql.selectable.Select object at ...>. To create a FROM clause from a <class 'sqlalchemy.sql.selectable.Select'> object, use the .subquery() method.
    #! [sqlalchemy<2.1] sqlalchemy.exc.SADeprecationWarning: Implicit coercion of SELECT and textual SELECT constructs into FROM clauses is deprecated; please call .subquery() on any Core select or ORM Query object in order to produce a subquery object.
    print(session.scalar(count))
    #> [sqlalchemy<2.1] 3
