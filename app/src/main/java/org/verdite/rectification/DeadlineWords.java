package org.verdite.rectification;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.verdite.notices.NewNotice;
import org.verdite.rectification.DeadlineRows.Climbed;
import org.verdite.rectification.DeadlineRows.Watched;
import org.verdite.shared.LocalText;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// What is told of a deadline, in both languages at once.
@Component
class DeadlineWords {

    private static final int DAY = 24;

    private final Texts english;
    private final Texts chinese;
    private final Clock clock;

    DeadlineWords(Frames frames, Clock clock) {
        this.english = frames.texts(Locale.ENGLISH, ZoneOffset.UTC);
        this.chinese = frames.texts(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC);
        this.clock = clock;
    }

    LocalText both(Function<Texts, String> words) {
        return LocalText.of(words.apply(english), words.apply(chinese), "en");
    }

    /// A notice of a rung. What it is about is the moment the rung was due, so that a night without a server shows.
    NewNotice notice(Climbed climbed) {
        var item = climbed.item();
        var rung = climbed.rung();
        String key = "rectification.ladder.told."
                + (rung.anchor() != LadderRung.Anchor.DUE
                        ? rung.anchor().name()
                        : rung.hours() < 0 ? "BEFORE" : rung.hours() == 0 ? "DUE" : "AFTER");
        var message = both(t -> t.of(key, item.number(), item.title(), due(item, t), span(Math.abs(rung.hours()), t)));
        var now = clock.instant();
        var known = Duration.between(climbed.due(), now).isNegative() ? climbed.due() : now;
        return rung.alarms()
                ? NewNotice.alarm(item.unit(), message, item.origin(), climbed.due(), false, known, item.key(rung))
                : NewNotice.inform(item.unit(), message, item.origin(), climbed.due(), false, known, item.key(rung));
    }

    private static String due(Watched item, Texts t) {
        var deadline = item.deadline();
        return deadline.wholeDay(item.zone()) ? t.date(deadline.day()) : t.time(deadline.at(), item.zone());
    }

    static String span(int hours, Texts t) {
        return hours % DAY == 0
                ? t.of("rectification.ladder.days", hours / DAY)
                : t.of("rectification.ladder.hoursLong", hours);
    }
}
