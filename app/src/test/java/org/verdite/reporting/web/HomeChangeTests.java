package org.verdite.reporting.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.verdite.rectification.Deferrals;
import org.verdite.rectification.Items;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.Scope;

/// The change since last month compares with what was true then: no later step rewrites it.
@SpringBootTest(properties = "story=home")
@Import(SmallGroup.Setting.class)
class HomeChangeTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    Deferrals deferrals;

    @Autowired
    HomeQueries queries;

    @Test
    void more_time_granted_in_december_leaves_november_overdue() {
        g.clock.to("2026-10-20T02:00:00Z");
        var item = g.lin.scope()
                .get(() -> items.open(new NewItem(
                        g.section,
                        "Lid of the oil store stood open",
                        "",
                        Severity.MINOR,
                        "SOIL",
                        null,
                        g.lin.id(),
                        LocalDate.parse("2026-10-20"),
                        false)));
        assertThat(open()).extracting(HomeQueries.Open::open).containsExactly(0, 1);
        g.clock.to("2026-11-10T02:00:00Z");
        g.lin.scope().run(() -> deferrals.askTime(item, LocalDate.parse("2026-12-20"), "The lid is not delivered."));
        assertThat(open()).containsExactly(open("2026-10-31", 1, 0), open("2026-11-10", 1, 0));
        g.clock.to("2026-12-02T02:00:00Z");
        assertThat(open()).containsExactly(open("2026-11-30", 1, 1), open("2026-12-02", 1, 1));
        g.director.scope().run(() -> deferrals.decideTime(item, true, "Until the delivery."));
        assertThat(open()).containsExactly(open("2026-11-30", 1, 1), open("2026-12-02", 1, 0));
    }

    private List<HomeQueries.Open> open() {
        return Scope.system("test").get(queries::open);
    }

    private static HomeQueries.Open open(String day, int open, int overdue) {
        return new HomeQueries.Open(LocalDate.parse(day), open, overdue);
    }
}
