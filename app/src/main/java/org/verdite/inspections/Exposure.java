package org.verdite.inspections;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/// When and where a camera says that it made a picture. Kept in the record, so that it stays when a copy is stripped.
///
/// @param takenAt null where it wrote none
record Exposure(
        @Nullable Instant takenAt,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude) {

    static final Exposure UNKNOWN = new Exposure(null, null, null);

    /// Reads the beginning of a picture; what can't be read is unknown.
    ///
    /// @param zone of a camera that writes the hour without one
    static Exposure of(byte[] head, TimeZone zone) {
        try {
            return of(ImageMetadataReader.readMetadata(new ByteArrayInputStream(head)), zone);
        } catch (ImageProcessingException | IOException | RuntimeException unreadable) {
            return UNKNOWN;
        }
    }

    private static Exposure of(Metadata metadata, TimeZone zone) {
        var written = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        var date = written == null ? null : written.getDateOriginal(zone);
        var gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        var place = gps == null ? null : gps.getGeoLocation();
        var when = date == null ? null : date.toInstant();
        if (place == null
                || place.isZero()
                || Math.abs(place.getLatitude()) > 90
                || Math.abs(place.getLongitude()) > 180) {
            return new Exposure(when, null, null);
        }
        return new Exposure(when, degrees(place.getLatitude()), degrees(place.getLongitude()));
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
    }
}
