package org.verdite.demonstration;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.inspections.Engagements;
import org.verdite.inspections.EvidenceRoom;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.NewEngagement;
import org.verdite.ui.Frames;

/// The third party that comes to Egret Valley: who of it sees what, what they asked for, and a copy they were given.
@Component
@Order(87)
class EngagementsStep implements Step {

    private final JdbcClient jdbc;
    private final Engagements engagements;
    private final EvidenceRoom room;
    private final Codes codes;
    private final Cast cast;
    private final Frames frames;

    EngagementsStep(
            JdbcClient jdbc, Engagements engagements, EvidenceRoom room, Codes codes, Cast cast, Frames frames) {
        this.jdbc = jdbc;
        this.engagements = engagements;
        this.room = room;
        this.codes = codes;
        this.cast = cast;
        this.frames = frames;
    }

    @Override
    public String name() {
        return "engagements";
    }

    @Override
    public String brings() {
        return "an engagement of a third party";
    }

    @Override
    public void load(LocalDate day) {
        var guest = Codes.of(codes.people(), InspectionsStep.THIRD_PARTY);
        var mine = Codes.of(codes.units(), "EVC");
        var id = engagements.begin(new NewEngagement(
                mine,
                "Risks of the tailings line",
                "Greentrace Audit",
                "Look at the tailings line before the rainy season, and at what was corrected since the last visit.",
                day.minusDays(7),
                day.plusDays(60)));
        engagements.invite(id, guest);
        engagements.include(
                id,
                new InspectionId(
                        number(
                                "select max(id) from inspections.pub_inspection where kind = 'THIRD_PARTY' and state = 'PLANNED'")));
        var asked = new AtomicLong();
        cast.as(guest, () -> {
            asked.set(room.ask(id, "What was found at the outfall last, and what was done about it.", day.plusDays(3)));
            room.ask(id, "Minutes of the last inspection of the embankment.", day.plusDays(5));
        });
        String number = jdbc.sql("""
                        select number from rectification.pub_item
                        where unit_id in (select organisation.pub_below(:mine, cast(verdite.now() as date))) order by id desc limit 1""")
                .param("mine", mine.value())
                .query((rs, _) -> rs.getString(1))
                .single();
        cast.signIn(
                "site-manager",
                () -> room.releaseRecord(
                        asked.get(),
                        number,
                        "With the correction that followed.",
                        frames.texts(Locale.ENGLISH, ZoneOffset.UTC)));
    }

    private long number(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getLong(1)).single();
    }
}
