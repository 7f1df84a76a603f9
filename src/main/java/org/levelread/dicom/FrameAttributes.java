package org.levelread.dicom;

import java.util.List;
import java.util.stream.Stream;

/// Where one frame's attributes are: in the functional groups of enhanced multi-frame images, else in the data set
/// itself. Source: DICOM PS3.3, C.7.6.16.
final class FrameAttributes {
    private final DataSet dataSet;
    private final int frame;

    /// @param frame from 0
    FrameAttributes(DataSet dataSet, int frame) {
        this.dataSet = dataSet;
        this.frame = frame;
    }

    /// the frame's own group of this kind, else the one that all frames share, else the whole data set
    DataSet group(int sequence) {
        List<DataSet> own = dataSet.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        return Stream.concat(
                        frame < own.size() ? Stream.of(own.get(frame)) : Stream.empty(),
                        dataSet.firstItem(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).stream())
                .flatMap(groups -> groups.firstItem(sequence).stream())
                .findFirst()
                .orElse(dataSet);
    }
}
