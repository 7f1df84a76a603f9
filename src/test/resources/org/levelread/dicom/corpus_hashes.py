"""Hashes of the first frame's stored values of other people's DICOM files, as pydicom decodes them, or gdcmconv.

/usr/bin/python3 corpus_hashes.py ROOT=FOLDER... >corpus.csv      (Debian: python3-pydicom python3-numpy python3-pil libgdcm-tools)

Only grey images of one sample and 8 or 16 bits get a hash. SHA-256 over the values row by row as 16-bit little-endian
words. A line has the hash by pydicom itself, and by pydicom after `gdcmconv --raw`; either is empty where it fails.
"""
import hashlib, os, subprocess, sys, tempfile, warnings
import numpy, pydicom
warnings.simplefilter("ignore")

def decoded(path):
    data = pydicom.dcmread(path, force=True)
    if getattr(data, "SamplesPerPixel", 0) != 1 or not str(data.PhotometricInterpretation).startswith("MONOCHROME"):
        return None, data
    if data.BitsAllocated not in (8, 16):
        return None, data
    pixels = data.pixel_array
    if int(getattr(data, "NumberOfFrames", 1) or 1) > 1:
        pixels = pixels[0]
    return pixels, data

def stored(pixels):
    words = (pixels.astype(numpy.int64) & 0xFFFF).astype(numpy.uint16)
    return hashlib.sha256(words.astype("<u2").tobytes()).hexdigest()

def by(path):
    try:
        pixels, data = decoded(path)
        return "" if pixels is None else stored(pixels)
    except BaseException:
        return ""

def by_gdcm(path):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "raw.dcm")
        try:
            done = subprocess.run(["gdcmconv", "--raw", path, out], capture_output=True, timeout=60)
        except subprocess.TimeoutExpired:
            return ""
        return by(out) if done.returncode == 0 and os.path.exists(out) else ""

print("root,path,pydicom,gdcmconv")
for argument in sys.argv[1:]:
    root, folder = argument.split("=", 1)
    for where, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(where, name)
            if name.endswith((".py", ".pyc")):
                continue
            print(f'{root},"{os.path.relpath(path, folder)}",{by(path)},{by_gdcm(path)}')
