package org.verdite.governance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/// Words inside a sentence, said in the reader's language only when the sentence is.
final class Words {

    private Words() {}

    /// "targets; audits and inspections"
    static MessageSourceResolvable inputs(List<ReviewInput> inputs) {
        return inputs.stream()
                .map(i -> (MessageSourceResolvable) new DefaultMessageSourceResolvable("governance.input." + i))
                .reduce(Words::and)
                .orElseThrow();
    }

    /// "NC-2026-0412 has no owner; …"
    static MessageSourceResolvable blockers(List<Years.Blocker> blockers) {
        return blockers.stream()
                .map(b -> (MessageSourceResolvable) new DefaultMessageSourceResolvable(
                        new String[] {"governance.blocked." + b.why()},
                        new Object[] {b.number().isEmpty() ? b.title() : b.number(), b.ownerName()}))
                .reduce(Words::and)
                .orElseThrow();
    }

    static MessageSourceResolvable day(LocalDate day) {
        var noon = Date.from(day.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant());
        return new DefaultMessageSourceResolvable(new String[] {"governance.day"}, new Object[] {noon});
    }

    private static MessageSourceResolvable and(MessageSourceResolvable some, MessageSourceResolvable one) {
        return new DefaultMessageSourceResolvable(new String[] {"governance.and"}, new Object[] {some, one});
    }
}
