from documents import Document, new_documents
from sqlalchemy import select
from sqlalchemy.orm import Session

with Session(new_documents()) as session:
    session.add(Document(name="notes.txt", content=b"text"))
    session.commit()
    document = session.scalars(
        select(Document).where(Document.name == "notes.txt")
    ).one()
    print(document.content)
    #> b'text'
