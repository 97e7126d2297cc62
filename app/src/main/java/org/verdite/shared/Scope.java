package org.verdite.shared;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Who acts, and the units whose rows they may see. Bound to the thread for one request or one piece of background
/// work; each transaction hands it to PostgreSQL, whose row-level security has the last word.
///
/// @param who key of the actor as the trail keeps it: `account:7`, `token:3:account:7`, `system:anchor`
/// @param account id of the signed-in account, null for the system and for nobody
/// @param person id of the account's person, null when there is none
/// @param units visible unit ids; null means every unit
/// @param request id that ties together what one request changed
/// @param readOnly true for a token without the right to write: the transaction itself is read-only
/// @param administered units whose accounts, roles and sign-ins the actor may read in the trail; null means every unit
/// @param vouched true when a room vouches for the actor at these units: it found them to have a part in what they do
///   there, which no role of theirs says
public record Scope(
        String who,
        @Nullable Integer account,
        @Nullable Integer person,
        int @Nullable [] units,
        String request,
        boolean readOnly,
        int @Nullable [] administered,
        boolean vouched) {

    private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

    /// Somebody who keeps no accounts; the system, which acts for no person, reads what it must.
    public Scope(
            String who,
            @Nullable Integer account,
            @Nullable Integer person,
            int @Nullable [] units,
            String request,
            boolean readOnly) {
        this(who, account, person, units, request, readOnly, account == null && units == null ? null : new int[0]);
    }

    public Scope(
            String who,
            @Nullable Integer account,
            @Nullable Integer person,
            int @Nullable [] units,
            String request,
            boolean readOnly,
            int @Nullable [] administered) {
        this(who, account, person, units, request, readOnly, administered, false);
    }

    /// Sees nothing.
    public static final Scope NOBODY = new Scope("nobody", null, null, new int[0], "", true);

    /// Sees everything, acts under the given name, for work that no person asked for.
    public static Scope system(String name) {
        return new Scope("system:" + name, null, null, null, "", false);
    }

    /// The scope of this thread; {@link #NOBODY} where none was bound.
    public static Scope current() {
        return CURRENT.orElse(NOBODY);
    }

    /// Sees everything on behalf of the same actor: for work a person started whose scope was checked before.
    public Scope everything() {
        return new Scope(who, account, person, null, request, readOnly, null);
    }

    public Scope narrowedTo(int[] visible) {
        return new Scope(who, account, person, visible, request, readOnly, administered, vouched);
    }

    /// The same actor at one unit where they have no role: for a step that the calling room found to be theirs, as a
    /// picture is that a member of a team takes.
    public Scope vouchedFor(UnitId unit) {
        return new Scope(who, account, person, new int[] {unit.value()}, request, readOnly, new int[0], true);
    }

    public boolean seesEverything() {
        return units == null;
    }

    public boolean isSystem() {
        return account == null && units == null;
    }

    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    public <T extends @Nullable Object> T get(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).<T, Exception>call(work::call);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scope s
                && who.equals(s.who)
                && request.equals(s.request)
                && Arrays.equals(units, s.units)
                && Arrays.equals(administered, s.administered)
                && vouched == s.vouched;
    }

    @Override
    public int hashCode() {
        return who.hashCode() * 31 + Arrays.hashCode(units);
    }

    @Override
    public String toString() {
        return who + (units == null ? " everywhere" : " in " + units.length + " units");
    }
}
