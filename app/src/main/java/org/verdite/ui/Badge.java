package org.verdite.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.verdite.shared.Recent;

/// How much waits for somebody, beside "My desk" on every page. Each room takes a statement or two to say so; they are
/// asked at most twice a minute for an account and unit, and anew after each step of that account. What others do is
/// seen that much later here, and at once on the desk itself.
@Component
class Badge implements HandlerInterceptor {

    private static final long FRESH_NANOS = 30_000_000_000L;
    private static final int MOST = 10_000;
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private record Key(int account, @Nullable Integer unit) {}

    private record Counted(int waiting, long at) {}

    private final ObjectProvider<DeskSource> desks;
    private final ObjectProvider<SignedIn> signedIn;
    private final Recent<Key, Counted> counted = new Recent<>(MOST);

    Badge(ObjectProvider<DeskSource> desks, ObjectProvider<SignedIn> signedIn) {
        this.desks = desks;
        this.signedIn = signedIn;
    }

    /// @param unit the page is narrowed to; null for all the account sees
    int waiting(int account, @Nullable Integer unit) {
        var key = new Key(account, unit);
        long now = System.nanoTime();
        var known = counted.get(key);
        if (known != null && now - known.at() < FRESH_NANOS) {
            return known.waiting();
        }
        int waiting = desks.stream().mapToInt(DeskSource::waiting).sum();
        counted.put(key, new Counted(waiting, now));
        return waiting;
    }

    /// After a step, whether it was taken or refused.
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (READS.contains(request.getMethod())) {
            return;
        }
        signedIn.ifAvailable(s -> {
            var who = s.who();
            if (who != null) {
                counted.forget(key -> key.account() == who.account());
            }
        });
    }
}
