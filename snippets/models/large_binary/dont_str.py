from documents import Document, new_documents
from sqlalchemy import select
from sqlalchemy.orm import Session

with Session(new_documents()) as session:
    session.add(Document(name="notes.txt", content="text"))
    session.commit()
    #! [sqlite] sqlalchemy.exc.StatementError: (builtins.TypeError) memoryview: a bytes-like object is required, not 'str'
    #! [postgresql] TypeError: bytes or buffer expected, got <class 'str'>
    document = session.scalars(
        select(Document).where(Document.name == "notes.txt")
    ).one()
    print(document.content)
