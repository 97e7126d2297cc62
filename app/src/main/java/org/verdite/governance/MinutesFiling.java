package org.verdite.governance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.verdite.documents.Evidence;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;
import org.verdite.ui.print.Pdf;

/// Files signed minutes as a paper in both languages beside their record: of a management review and of a committee's
/// meeting.
@Component
public class MinutesFiling {

    private final Evidence evidence;
    private final Frames frames;

    MinutesFiling(Evidence evidence, Frames frames) {
        this.evidence = evidence;
        this.frames = frames;
    }

    /// By the name of who signs, whether or not they may keep files otherwise: the paper follows from the signature.
    ///
    /// @param number what the files are called
    public void file(UnitId unit, Origin record, String number, ZoneId zone, Function<Texts, Paper> paper) {
        var me = Scope.current();
        new Scope(me.who(), null, me.person(), null, me.request(), false)
                .run(() -> List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
                        .forEach(l -> file(unit, record, number, frames.texts(l, zone), paper)));
    }

    private void file(UnitId unit, Origin record, String number, Texts t, Function<Texts, Paper> paper) {
        var out = new ByteArrayOutputStream();
        try {
            Pdf.write(paper.apply(t), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        evidence.keep(
                new ByteArrayInputStream(out.toByteArray()),
                number + "-" + t.language() + ".pdf",
                "application/pdf",
                unit,
                record,
                t.of("governance.minutes"));
    }
}
