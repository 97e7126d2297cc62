package org.verdite.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.funds.Category;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.LineTerms;
import org.verdite.funds.Nature;
import org.verdite.funds.NewLine;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.Posts;
import org.verdite.targets.Goal;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.Holder;
import org.verdite.targets.Horizon;
import org.verdite.targets.Letters;
import org.verdite.targets.Method;
import org.verdite.targets.Negotiation;
import org.verdite.targets.NewGoal;
import org.verdite.targets.NewTarget;
import org.verdite.targets.Reading;
import org.verdite.targets.Readings;
import org.verdite.targets.Share;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;

/// Goals of the coming year and the longer ones they lead to, broken down as far as a post and a contractor.
@Component
@Order(91)
class GoalsStep implements Step {

    private static final String GIVER = "director";

    private final Goals goals;
    private final Shares shares;
    private final Negotiation negotiation;
    private final Actions actions;
    private final Posts posts;
    private final Contractors contractors;
    private final FundingPlans plans;
    private final Letters letters;
    private final Readings readings;
    private final YearsEnd yearsEnd;
    private final Codes codes;
    private final Cast cast;

    GoalsStep(
            Goals goals,
            Shares shares,
            Negotiation negotiation,
            Actions actions,
            Posts posts,
            Contractors contractors,
            FundingPlans plans,
            Letters letters,
            Readings readings,
            YearsEnd yearsEnd,
            Codes codes,
            Cast cast) {
        this.goals = goals;
        this.shares = shares;
        this.negotiation = negotiation;
        this.actions = actions;
        this.posts = posts;
        this.contractors = contractors;
        this.plans = plans;
        this.letters = letters;
        this.readings = readings;
        this.yearsEnd = yearsEnd;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "goals";
    }

    @Override
    public String brings() {
        return InputFiles.rows("goals.csv").size() + " goals in "
                + InputFiles.rows("shares.csv").size() + " shares";
    }

    @Override
    public void load(LocalDate day) {
        var made = new HashMap<String, GoalId>();
        for (Row row : InputFiles.rows("goals.csv")) {
            cast.signIn(GIVER, () -> made.put(row.text("key"), goal(row, made, day)));
        }
        var given = new HashMap<String, ShareId>();
        for (Row row : InputFiles.rows("shares.csv")) {
            var goal = Codes.of(made, row.text("goal"));
            cast.signIn(GIVER, () -> given.put(row.text("key"), share(row, goal, given)));
        }
        // Answered last: a share that came later asks nobody again.
        for (Row row : InputFiles.rows("shares.csv")) {
            String by = row.said("by");
            if (by != null) {
                cast.as(Codes.of(codes.people(), by), () -> answer(row, Codes.of(given, row.text("key"))));
            }
        }
        cast.signIn(GIVER, () -> letters.issueMissing(day.getYear() + 1));
        made.values().forEach(id -> pay(goals.get(id), day));
        made.values().forEach(id -> cast.signIn(GIVER, () -> begin(goals.get(id))));
        InputFiles.rows("readings.csv").forEach(row -> tell(row, Codes.of(given, row.text("share")), day));
        yearsEnd.judge(given);
    }

    /// What was reached in the months of its year that are over.
    private void tell(Row row, ShareId share, LocalDate day) {
        int year = goals.get(shares.get(share).goal()).dueYear();
        var month = YearMonth.of(year, row.number("month"));
        if (!month.atEndOfMonth().isBefore(day)) {
            return;
        }
        var told = new Reading.Told(month, row.maybeDecimal("value"), null, row.text("note"), row.text("evidence"));
        var made = new long[1];
        cast.as(
                Codes.of(codes.people(), row.text("by")),
                () -> made[0] = readings.tell(shares.get(share).goal(), share, told, 0, ""));
        String confirm = row.said("confirm");
        if (confirm != null) {
            cast.as(Codes.of(codes.people(), confirm), () -> readings.confirm(made[0], 1));
        }
    }

    private GoalId goal(Row row, Map<String, GoalId> made, LocalDate day) {
        var people = codes.people();
        String serves = row.said("serves");
        String every = row.said("every");
        var drafted = new NewGoal(
                Codes.of(codes.units(), row.text("unit")),
                Horizon.valueOf(row.text("horizon")),
                row.local("sentence"),
                new TreeSet<>(Arrays.asList(row.text("protects").split(" "))),
                "",
                row.text("measure"),
                NewTarget.Direction.valueOf(row.text("direction")),
                Method.valueOf(row.text("method")),
                row.text("base"),
                year(row.number("baseline_year"), day),
                row.maybeDecimal("baseline"),
                year(row.number("due"), day),
                row.maybeDecimal("value"),
                List.of(),
                Codes.of(people, row.text("owner")),
                serves == null ? null : Codes.of(made, serves),
                row.text("target"),
                row.text("local"),
                row.text("no_cost"));
        var id = goals.draft(
                every == null ? drafted : drafted.of(drafted.nature(), drafted.driver(), row.number("every")));
        String action = row.said("action_en");
        if (action != null) {
            actions.open(new NewAction(
                    Codes.of(codes.units(), row.text("action_unit")),
                    action,
                    "OTHER",
                    Codes.of(people, row.text("action_owner")),
                    LocalDate.of(drafted.dueYear() < day.getYear() ? drafted.dueYear() : day.getYear() + 1, 3, 31),
                    null,
                    goals.get(id).origin()));
        }
        return id;
    }

    /// A year as it stands, or so many years from this one.
    private static int year(int said, LocalDate day) {
        return said > 1900 ? said : day.getYear() + said;
    }

    private ShareId share(Row row, GoalId goal, Map<String, ShareId> given) {
        String parent = row.said("parent");
        var units = codes.units();
        var holder = switch (Holder.Kind.valueOf(row.text("holder"))) {
            case UNIT -> Holder.unit(Codes.of(units, row.text("code")));
            case POST -> Holder.post(Codes.of(units, row.text("unit")), posts.byCode(row.text("code")));
            case CONTRACTOR ->
                Holder.contractor(Codes.of(units, row.text("unit")), contractors.byCode(row.text("code")));
        };
        return shares.propose(
                goal,
                parent == null ? null : Codes.of(given, parent),
                holder,
                row.maybeDecimal("value"),
                row.maybeDecimal("weight"));
    }

    private void answer(Row row, ShareId id) {
        Share share = shares.get(id);
        if (row.text("answer").equals("COUNTER")) {
            negotiation.counter(
                    id, share.version(), row.maybeDecimal("offer"), Objects.requireNonNull(row.said("reason")));
        } else {
            negotiation.accept(id, share.version(), share.words(goals.get(share.goal())));
        }
    }

    /// Money for what has something to do: asked for by the mine, approved by the director.
    private void pay(Goal goal, LocalDate day) {
        if (!goal.noCost().isEmpty() || actions.of(goal.origin()).isEmpty()) {
            return;
        }
        var mine = Codes.of(codes.units(), "EVC");
        var owner = Codes.of(codes.people(), "P047");
        var months = new ArrayList<>(Collections.nCopies(12, BigDecimal.ZERO));
        months.set(1, new BigDecimal("180000"));
        months.set(2, new BigDecimal("240000"));
        cast.as(
                owner,
                () -> plans.propose(new NewLine(
                        mine,
                        day.getYear() + 1,
                        Category.MONITORING,
                        Nature.CAPEX,
                        "CNY",
                        new LineTerms("Meters at each fresh-water intake", owner, months),
                        goal.origin())));
        cast.signIn(GIVER, () -> plans.of(goal.origin()).forEach(f -> plans.approve(f.line(), 1)));
    }

    private void begin(Goal goal) {
        if (!actions.of(goal.origin()).isEmpty() && goals.paidFor(goal)) {
            goals.activate(goal.id(), goal.version());
        }
    }
}
