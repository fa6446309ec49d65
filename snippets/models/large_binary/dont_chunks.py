from documents import Document, new_documents
from sqlalchemy import select
from sqlalchemy.orm import Session

query = select(Document.content).where(Document.name == "a.pdf")
sizes: list[int] = []

with Session(new_documents()) as session:
    content = session.scalars(query).one()
    for start in range(0, len(content), 100_000):
        sizes.append(len(content[start : start + 100_000]))
    print("bytes sent:", sum(sizes))
    #> bytes sent: 1000000
    print("bytes in memory at once:", len(content))
    #!> bytes in memory at once: 1000000
