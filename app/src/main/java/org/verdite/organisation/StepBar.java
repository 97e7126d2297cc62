package org.verdite.organisation;

import java.util.List;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;

/// What stands against the next step of a record of a room below: a goal that is to be worked on, money that is to be
/// approved, a review that is to be signed. Rooms above that decide about it implement this as a bean; the verb that
/// takes the step asks {@link StepBars}.
public interface StepBar {

    /// One reason.
    ///
    /// @param key of the sentence that says so
    /// @param path where it can be mended; empty where the reader may not go
    record Reason(String key, List<Object> args, String path) {

        /// As a sentence.
        public String in(Texts t) {
            return t.of(key, args.toArray());
        }
    }

    /// Each reason that stands against it; none when this room sees nothing against it. Asked for a record that the
    /// actor sees, inside a transaction.
    ///
    /// @param unit whose record it is
    List<Reason> against(Origin record, UnitId unit);
}
