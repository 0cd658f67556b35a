# needs: sqlalchemy==2.1.9
# shows: lazy loads cost a statement per parent, selectinload two in all, joinedload one and no stretched LIMIT; raiseload raises; the identity map answers repeated keys
from sqlalchemy import ForeignKey, create_engine, event, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, joinedload, mapped_column, raiseload, relationship, selectinload


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "author"
    id: Mapped[int] = mapped_column(primary_key=True)
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="books")


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all(Author(id=n, books=[Book(), Book()]) for n in range(1, 6))
    session.commit()
sent = []
event.listen(engine, "before_cursor_execute", lambda connection, cursor, statement, *rest: sent.append(statement))


def count(query, read):
    sent.clear()
    with Session(engine) as session:
        for row in session.scalars(query).unique():
            read(row)
    return len(sent)


assert count(select(Author), lambda a: len(a.books)) == 6
assert count(select(Author).options(selectinload(Author.books)), lambda a: len(a.books)) == 2
assert " IN (" in sent[1]
assert count(select(Author).options(joinedload(Author.books)), lambda a: len(a.books)) == 1
assert count(select(Book), lambda b: b.author.id) == 6  # ten books, five authors: five loads
assert count(select(Author).options(joinedload(Author.books)).limit(2), lambda a: len(a.books)) == 1
assert sent[0].count("SELECT") == 2  # the limited query is wrapped, so that it counts authors
try:
    count(select(Author).options(raiseload(Author.books)), lambda a: a.books)
except InvalidRequestError:
    print("ok")
