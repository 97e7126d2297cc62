package org.verdite.ui.list;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One page of a list.
///
/// @param next cursor of the next page, empty on the last
/// @param previous cursor of the page before, empty on the first
/// @param crowded true when so much is listed that it should be narrowed down
public record Page<T>(List<T> rows, String next, String previous, boolean crowded) {

    /// More than this is too much to page through.
    public static final int CROWD = 10_000;

    public Page(List<T> rows, String next, String previous) {
        this(rows, next, previous, false);
    }

    /// Probes a first page that is not the last.
    ///
    /// @param probe how many there are, counted to {@link #CROWD} + 1 and no further
    public Page<T> probed(IntSupplier probe) {
        return previous.isEmpty() && !next.isEmpty()
                ? new Page<>(rows, next, previous, probe.getAsInt() > CROWD)
                : this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// All rows of a list, read page after page while they are used: a file needs no query of its own, no memory for
    /// the whole, and is never cut.
    public static <T> Stream<T> all(Filters filters, Function<Filters, Page<T>> list) {
        var whole = filters.whole();
        var pages = new Iterator<Page<T>>() {
            private boolean begun;
            private String cursor = "";

            @Override
            public boolean hasNext() {
                return !begun || !cursor.isEmpty();
            }

            @Override
            public Page<T> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var page = list.apply(begun ? whole.after(cursor) : whole);
                begun = true;
                cursor = page.next();
                return page;
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED), false)
                .flatMap(page -> page.rows().stream());
    }
}
