from documents import Document, new_documents
from sqlalchemy import LargeBinary, func, select
from sqlalchemy.orm import Session

sizes: list[int] = []

with Session(new_documents()) as session:
    content = b"first"
    while content:
        start = sum(sizes) + 1
        part = func.substr(Document.content, start, 100_000, type_=LargeBinary)
        query = select(part).where(Document.name == "a.pdf")
        content = session.scalars(query).one()
        sizes.append(len(content))
    print("bytes sent:", sum(sizes))
    #> bytes sent: 1000000
    print("bytes in memory at once:", max(sizes))
    #> bytes in memory at once: 100000
