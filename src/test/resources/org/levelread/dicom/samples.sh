#!/bin/sh
# One made-up film in every transfer syntax, by programs of others: samples.sh FOLDER
# Debian 12: python3-pydicom 2.3.1, dcmtk 3.6.7, libgdcm-tools 3.0.21 (ran on 2026-11-25)
set -eu
cd "$1"
/usr/bin/python3 - <<'PY'
import numpy, pydicom
from pydicom.dataset import Dataset, FileMetaDataset
def film(name, bits, signed, photometric="MONOCHROME2"):
    y, x = numpy.mgrid[0:80, 0:96]
    values = (numpy.hypot(x - 40, y - 30) * 2 ** bits / 90 + (x * 7 + y * 13) % 5).astype(int) % 2 ** bits
    if signed: values = values - 2 ** (bits - 1)
    d = Dataset()
    d.file_meta = FileMetaDataset()
    d.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    d.file_meta.MediaStorageSOPClassUID = d.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1"
    d.file_meta.MediaStorageSOPInstanceUID = d.SOPInstanceUID = "2.25.7"
    d.StudyInstanceUID, d.SeriesInstanceUID = "2.25.5", "2.25.6"
    d.PatientName, d.PatientID, d.Modality = "SECRET^NAME", "SECRET", "CR"
    d.SamplesPerPixel, d.PhotometricInterpretation = 1, photometric
    d.Rows, d.Columns = values.shape
    d.BitsAllocated = 8 if bits == 8 else 16
    d.BitsStored, d.HighBit, d.PixelRepresentation = bits, bits - 1, int(signed)
    d.PixelData = values.astype("u1" if bits == 8 else "<i2" if signed else "<u2").tobytes()
    d["PixelData"].VR = "OW"
    d.is_little_endian, d.is_implicit_VR = True, False
    d.save_as(name, write_like_original=False)
film("u12.dcm", 12, False)
film("s16.dcm", 16, True)
film("u8.dcm", 8, False, "MONOCHROME1")
PY
dcmconv +ti u12.dcm u12-implicit.dcm
dcmconv +tb u12.dcm u12-big-endian.dcm
dcmconv +td u12.dcm u12-deflated.dcm
dcmconv -F +te s16.dcm s16-headerless.dcm
dcmcrle u12.dcm u12-rle.dcm
dcmcrle u8.dcm u8-rle.dcm
dcmcjpeg +e1 u12.dcm u12-jpeg-lossless-sv1.dcm
dcmcjpeg +el u8.dcm u8-jpeg-lossless.dcm
dcmcjpeg +eb u8.dcm u8-jpeg-baseline.dcm
dcmcjpls +el u12.dcm u12-jpeg-ls.dcm
gdcmconv --jpegls s16.dcm s16-jpeg-ls.dcm
gdcmconv --j2k u12.dcm u12-jpeg-2000.dcm
gdcmconv --j2k s16.dcm s16-jpeg-2000.dcm
gdcmconv --jpeg s16.dcm s16-jpeg-lossless.dcm
