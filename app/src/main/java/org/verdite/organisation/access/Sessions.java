package org.verdite.organisation.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.verdite.organisation.PasswordSet;

/// Where each account is signed in now. A restart ends all sessions.
@Component
class Sessions implements HttpSessionListener {

    /// @param handle names the session on pages; the session's own key is never shown
    record Open(String handle, int account, String browser, String system, String address, Instant since) {}

    private record Entry(Open open, HttpSession session) {}

    private static final String HANDLE = Sessions.class.getName();

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    void opened(HttpServletRequest request, int account) {
        HttpSession session = request.getSession();
        String handle = UUID.randomUUID().toString();
        session.setAttribute(HANDLE, handle);
        String agent = String.valueOf(request.getHeader("User-Agent"));
        var open = new Open(handle, account, browser(agent), system(agent), request.getRemoteAddr(), clock.instant());
        entries.put(handle, new Entry(open, session));
    }

    static String handle(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(HANDLE) instanceof String handle ? handle : "";
    }

    List<Open> of(int account) {
        return entries.values().stream()
                .map(Entry::open)
                .filter(o -> o.account() == account)
                .sorted(Comparator.comparing(Open::since).reversed())
                .toList();
    }

    /// Signs one session of the account out; false when it has no such session.
    boolean end(int account, String handle) {
        var entry = entries.get(handle);
        if (entry == null || entry.open().account() != account) {
            return false;
        }
        end(entry);
        return true;
    }

    /// Signs the account out everywhere but at the given session.
    void endOthers(int account, String kept) {
        entries.values().stream()
                .filter(e -> e.open().account() == account && !e.open().handle().equals(kept))
                .toList()
                .forEach(this::end);
    }

    @EventListener
    void passwordSet(PasswordSet set) {
        endOthers(set.account(), "");
    }

    private void end(Entry entry) {
        entries.remove(entry.open().handle());
        try {
            entry.session().invalidate();
        } catch (IllegalStateException alreadyEnded) {
            return;
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        if (event.getSession().getAttribute(HANDLE) instanceof String handle) {
            entries.remove(handle);
        }
    }

    private static String browser(String agent) {
        for (String name : List.of("Edg", "OPR", "Firefox", "Chrome", "Safari", "curl")) {
            if (agent.contains(name)) {
                return switch (name) {
                    case "Edg" -> "Edge";
                    case "OPR" -> "Opera";
                    default -> name;
                };
            }
        }
        return "";
    }

    private static String system(String agent) {
        for (String name : List.of("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")) {
            if (agent.contains(name)) {
                return name.equals("Macintosh") ? "macOS" : name;
            }
        }
        return "";
    }
}
