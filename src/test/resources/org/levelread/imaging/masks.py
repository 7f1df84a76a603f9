# writes masks.csv: distance, h-maxima basins of seeded masks
import numpy as np, skimage, scipy
from skimage.segmentation import watershed
from skimage.morphology import binary_opening, disk
from skimage.measure import label
from scipy import ndimage as ndi
W,H=40,32
out=open('masks.csv','w')
out.write(f"# six masks of {W} x {H} pixels, row by row; /usr/bin/python3 masks.py, scikit-image {skimage.__version__}, SciPy {scipy.__version__}, NumPy {np.__version__}, 2026-11-25\n")
out.write("# distance: scipy.ndimage.distance_transform_edt(mask); four, eight: skimage.measure.label(mask, connectivity=1 and 2)\n")
out.write("# marker: peaks of the distance; basin: skimage.segmentation.watershed(relief, marker, connectivity=1, mask=mask); relief: -64 distance, rounded; -10000 - k at marker k\n")
out.write("# opened: skimage.morphology.binary_opening(mask, disk(1)) without border pixels: the outermost 2 are background\n")
out.write("mask,pixel,distance,four,eight,marker,basin,opened\n")
for seed in range(6):
    rng=np.random.default_rng(100+seed)
    m=np.zeros((H,W),bool)
    if seed<5:
        for k in range(3+seed*3):
            cy,cx=rng.integers(3,H-3),rng.integers(3,W-3); a,b=rng.integers(2,8),rng.integers(2,8)
            yy,xx=np.mgrid[:H,:W]; m|=((yy-cy)/a)**2+((xx-cx)/b)**2<=1
    else: m=rng.random((H,W))<.62
    m[:2]=m[-2:]=0; m[:,:2]=m[:,-2:]=0
    d=ndi.distance_transform_edt(m)
    relief=(-np.round(d*64)).astype(int)
    mx=(ndi.maximum_filter(d,footprint=np.ones((5,5)))==d)&m&(d>1)
    mk=label(mx,connectivity=2)
    # every marker starts at one pixel and at a height of its own: the order of equal markers is open in scikit-image
    keep=np.zeros_like(mk)
    for i in range(1,mk.max()+1):
        p=np.argwhere(mk==i)[0]; keep[tuple(p)]=i
    for i in range(1,mk.max()+1): relief[keep==i]=-10000-i
    ws=watershed(relief,keep,connectivity=1,mask=m)
    f=label(m,connectivity=1); e=label(m,connectivity=2); o=binary_opening(m,disk(1))
    for i in range(W*H):
        y,x=divmod(i,W)
        out.write(f"{seed},{int(m[y,x])},{d[y,x]:.6f},{f[y,x]},{e[y,x]},{keep[y,x]},{ws[y,x]},{int(o[y,x])}\n")
