package org.verdite.rectification;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Grants;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.People;
import org.verdite.organisation.Posts;
import org.verdite.organisation.Role;
import org.verdite.organisation.Sites;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Two mines of a small group with the people a correction needs, entered through the organisation's own verbs.
public class SmallGroup {

    /// A clock that stands where a test puts it.
    public static final class SetClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-18T01:14:00Z"));

        public void to(String instant) {
            now.set(Instant.parse(instant));
        }

        public void plusDays(int days) {
            now.set(now.get().plusSeconds(days * 86_400L));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @TestConfiguration
    public static class Setting {
        @Bean
        @Primary
        SetClock setClock() {
            return new SetClock();
        }

        @Bean
        SmallGroup smallGroup(
                Units units,
                Sites sites,
                People people,
                Posts posts,
                Accounts accounts,
                Grants grants,
                SetClock clock) {
            return new SmallGroup(units, sites, people, posts, accounts, grants, clock);
        }
    }

    /// Somebody who signs in.
    public record Person(PersonId id, int account, Grants grants) {
        public Scope scope() {
            return new Scope("account:" + account, account, id.value(), grants.units(account), "test", false);
        }
    }

    private static final LocalDate START = LocalDate.parse("2020-01-01");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public final SetClock clock;
    public final UnitId group;
    public final UnitId valley;
    public final UnitId section;
    public final UnitId ridge;
    /// Officer of the valley's water section: the owner in most tests.
    public final Person lin;
    /// Fitter under Lin.
    public final Person wu;
    /// Another officer of the valley.
    public final Person xu;
    /// Environmental manager of the valley.
    public final Person zhou;
    /// Inspector of the group.
    public final Person he;
    /// The group's environment director.
    public final Person director;
    /// Officer of the other mine.
    public final Person rosa;

    private final People people;
    private final Posts posts;
    private final Accounts accounts;
    private final Grants grants;

    SmallGroup(Units units, Sites sites, People people, Posts posts, Accounts accounts, Grants grants, SetClock clock) {
        this.people = people;
        this.posts = posts;
        this.accounts = accounts;
        this.grants = grants;
        this.clock = clock;
        var made = new Object[11];
        Scope.system("test").run(() -> {
            var top = unit(units, "RG", "Rect group", "GROUP", null);
            var mine = unit(units, "RG-VALLEY", "Egret Valley", "SITE", top);
            var water = unit(units, "RG-WATER", "Water section", "SECTION", mine);
            var far = unit(units, "RG-RIDGE", "Condor Ridge", "SITE", top);
            sites.add(site(mine, "RG-S1", "Asia/Shanghai"));
            sites.add(site(far, "RG-S2", "America/Lima"));
            made[0] = top;
            made[1] = mine;
            made[2] = water;
            made[3] = far;
            post("RG-P-MANAGER", mine, null);
            post("RG-P-OFFICER", water, "RG-P-MANAGER");
            post("RG-P-FITTER", water, "RG-P-OFFICER");
            made[4] = person("lin", "Lin Qiao", water, Role.OFFICER, mine, "RG-P-OFFICER");
            made[5] = person("wu", "Wu Jian", water, Role.INSPECTOR, mine, "RG-P-FITTER");
            made[6] = person("xu", "Xu Lan", mine, Role.OFFICER, mine, null);
            made[7] = person("zhou", "Zhou Min", mine, Role.SITE_MANAGER, mine, "RG-P-MANAGER");
            made[8] = person("he", "He Yun", top, Role.INSPECTOR, top, null);
            made[9] = person("director", "Tang Wei", top, Role.DIRECTOR, top, null);
            made[10] = person("rosa", "Rosa Quispe", far, Role.OFFICER, far, null);
        });
        group = (UnitId) made[0];
        valley = (UnitId) made[1];
        section = (UnitId) made[2];
        ridge = (UnitId) made[3];
        lin = (Person) made[4];
        wu = (Person) made[5];
        xu = (Person) made[6];
        zhou = (Person) made[7];
        he = (Person) made[8];
        director = (Person) made[9];
        rosa = (Person) made[10];
    }

    private static UnitId unit(
            Units units, String code, String name, String kind, @org.jspecify.annotations.Nullable UnitId parent) {
        return units.open(new NewUnit(code, LocalText.of(name, name + "（中）", "en"), kind, parent, START));
    }

    private static NewSite site(UnitId unit, String code, String zone) {
        return new NewSite(
                unit,
                code,
                LocalText.of("en", code),
                "MINE",
                "CN",
                "",
                ZoneId.of(zone),
                new BigDecimal("26.1"),
                new BigDecimal("101.2"),
                null,
                "Cu",
                START,
                null,
                null);
    }

    private void post(String code, UnitId unit, @org.jspecify.annotations.Nullable String superior) {
        posts.establish(new NewPosition(code, unit, "STAFF", LocalText.of("en", code), superior));
    }

    private Person person(
            String login,
            String name,
            UnitId home,
            Role role,
            UnitId at,
            @org.jspecify.annotations.Nullable String post) {
        int number = NUMBER.incrementAndGet();
        var id = people.add(new NewPerson(home, "RG-" + number, LocalText.of(name, "人" + number, "en"), ""));
        if (post != null) {
            people.appoint(id, post, START, null);
        }
        int account = accounts.create(login + number, "a long pass phrase " + number, id, false);
        accounts.grant(account, role, at, START, null);
        return new Person(id, account, grants);
    }
}
