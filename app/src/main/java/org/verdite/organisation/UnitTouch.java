package org.verdite.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.ui.Texts;

/// What a change of units touches in a room, told before it is confirmed. Rooms above implement it as a bean.
public interface UnitTouch {

    /// What is to happen.
    ///
    /// @param units those that move, go into another or are divided, with all that stand below them
    /// @param first of them, by which a list can be narrowed
    /// @param closes whether the units themselves come to an end
    record Change(List<Integer> units, int first, LocalDate day, boolean closes) {

        public Integer[] array() {
            return units.toArray(Integer[]::new);
        }

        /// A list of the room, narrowed to the first of the units.
        public String list(String path) {
            return path + (path.contains("?") ? "&" : "?") + "unit=" + first;
        }
    }

    /// @param order small first; the organisation's own come before
    /// @param what is touched, in words: “open items”
    /// @param note what becomes of it
    /// @param path its list, null for none
    record Touched(
            int order,
            String what,
            long count,
            String note,
            @Nullable String path) {}

    /// Within the reader's scope; what is counted as none may be left out.
    List<Touched> touched(Change change, Texts t);
}
