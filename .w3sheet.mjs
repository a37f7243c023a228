import sharp from 'sharp'
const [out,w,cols,...names]=process.argv.slice(2)
const W=+w,C=+cols; const imgs=[]
for(const n of names){const b=await sharp('/tmp/w3/'+n+'.png').resize({width:W}).toBuffer({resolveWithObject:true});imgs.push(b)}
let y=0,x=0,rowH=0;const comp=[]
imgs.forEach((b,i)=>{if(i%C===0&&i){y+=rowH+8;rowH=0}comp.push({input:b.data,left:(i%C)*(W+8),top:y});rowH=Math.max(rowH,b.info.height)})
await sharp({create:{width:C*(W+8),height:y+rowH,channels:3,background:'#888'}}).composite(comp).png().toFile(out)
