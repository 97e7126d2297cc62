package org.verdite.monitoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.verdite.monitoring.Episode.Known;

/// Which stored episode goes on as which found one, so that numbers stay when late data merge or split episodes.
/// The oldest stored episode that touches a found one goes on in it; a split leaves the number with the earlier part;
/// what was merged away names its heir; what no longer exists is withdrawn, never deleted, and stands again under its
/// number when its values exceed again.
final class EpisodeMatching {

    /// @param merged stored episode → the stored episode it became part of
    record Plan(
            Map<Integer, Episode> goesOn, List<Episode> fresh, Map<Integer, Integer> merged, Set<Integer> withdrawn) {}

    private EpisodeMatching() {}

    static Plan match(List<Known> stored, List<Episode> found) {
        var goesOn = new TreeMap<Integer, Episode>();
        var fresh = new ArrayList<Episode>();
        var merged = new TreeMap<Integer, Integer>();
        var left = new HashMap<String, List<Known>>();
        for (Known known : stored) {
            left.computeIfAbsent(known.series() + "/" + known.limit(), _ -> new ArrayList<>())
                    .add(known);
        }
        left.values()
                .forEach(known -> known.sort(Comparator.comparing(Known::withdrawn)
                        .thenComparing(Known::started)
                        .thenComparing(Known::id)));
        var taken = new HashSet<Integer>();
        for (Episode episode :
                found.stream().sorted(Comparator.comparing(Episode::started)).toList()) {
            var touching = left.getOrDefault(episode.series() + "/" + episode.limit(), List.of()).stream()
                    .filter(known -> known.touches(episode))
                    .toList();
            var heir = touching.stream()
                    .filter(known -> !taken.contains(known.id()))
                    .findFirst();
            if (heir.isEmpty()) {
                fresh.add(episode);
                continue;
            }
            int id = heir.get().id();
            taken.add(id);
            goesOn.put(id, episode);
            for (Known other : touching) {
                // part of a later found episode too: it may go on there
                if (other.id() != id && !other.withdrawn() && !taken.contains(other.id()) && endsIn(other, episode)) {
                    taken.add(other.id());
                    merged.put(other.id(), id);
                }
            }
        }
        var withdrawn = new HashSet<Integer>();
        stored.stream()
                .filter(known -> !known.withdrawn())
                .map(Known::id)
                .filter(id -> !taken.contains(id))
                .forEach(withdrawn::add);
        return new Plan(goesOn, fresh, merged, withdrawn);
    }

    private static boolean endsIn(Known known, Episode episode) {
        return !known.ended().isAfter(episode.ended());
    }
}
