package org.verdite.rectification;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/// Words inside a sentence, said in the reader's language only when the sentence is.
final class Words {

    private Words() {}

    static MessageSourceResolvable of(ItemState state) {
        return new DefaultMessageSourceResolvable("rectification.state." + state);
    }

    static MessageSourceResolvable of(LocalDate day) {
        var noon = Date.from(day.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant());
        return new DefaultMessageSourceResolvable(new String[] {"rectification.date"}, new Object[] {noon});
    }
}
