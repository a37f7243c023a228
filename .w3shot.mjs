import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { AxeBuilder } from '@axe-core/playwright'
const world=JSON.parse(readFileSync('/tmp/w3/world.json'))
const base='http://localhost:'+(process.env.P??5332), W=`/w/${world.workspace}`, E=`/w/${world.empty}`
const browser=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-background-networking']})
const gear=(n)=>async p=>{await p.getByRole('button',{name:n}).first().click();await p.waitForTimeout(350)}
const pages={
 members:{url:W+'/members',full:1},
 'members-mia':{url:W+'/members',as:'mia',full:1},
 'gear':{url:W+'/members',act:gear('Manage Adam Baker')},
 'gear-last':{url:W+'/members',act:gear('Your membership')},
 'role':{url:W+'/members',act:async p=>{await gear('Manage Adam Baker')(p);await p.getByRole('menuitem',{name:'Change role'}).click();await p.waitForTimeout(300);await p.getByRole('radio',{name:'Owner'}).click();await p.waitForTimeout(300)}},
 'access':{url:W+'/members',act:async p=>{await gear('Manage Rex Dunn')(p);await p.getByRole('menuitem',{name:'Change access'}).click();await p.waitForTimeout(700)}},
 'handover':{url:W+'/members',act:async p=>{await gear('Manage Adam Baker')(p);await p.getByRole('menuitem',{name:'Hand over'}).click();await p.waitForTimeout(400)}},
 'remove':{url:W+'/members',act:async p=>{await gear('Manage Adam Baker')(p);await p.getByRole('menuitem',{name:'Remove'}).click();await p.waitForTimeout(400)}},
 'nothing':{url:W+'/members?search=zzz'},
 'invite':{url:W+'/members?invite=true',act:async p=>{const f=p.getByLabel('E-mail addresses');await f.fill('mia@acme.test, broken@x; a.b@new.example');await f.press('Enter');await p.waitForTimeout(600)}},
 'invitations':{url:W+'/members/invitations',full:1},
 'inv-menu':{url:W+'/members/invitations',act:async p=>{await p.getByRole('button',{name:/Manage the invitation/}).first().click();await p.waitForTimeout(300)}},
 'invitations-empty':{url:E+'/members/invitations'},
 'roles':{url:W+'/roles',as:'adam',full:1},
 'usage':{url:W+'/usage',full:1},
 'usage-unlimited':{url:E+'/usage',full:1},
 'settings':{url:W+'/settings',full:1},
 'settings-mia':{url:W+'/settings',as:'mia',full:1},
 'settings-dirty':{url:W+'/settings',act:async p=>{await p.getByLabel('Accent').fill('#F2B705');await p.keyboard.press('Tab');await p.getByText('Square',{exact:true}).click();await p.waitForTimeout(500)},full:1},
 'delete':{url:W+'/settings',act:async p=>{await p.getByRole('button',{name:'Delete workspace'}).click();await p.waitForTimeout(400)}},
 'keys':{url:W+'/api-keys',full:1},
 'keys-empty':{url:E+'/api-keys'},
 'keys-mia':{url:W+'/api-keys',as:'mia'},
 'key-new':{url:W+'/api-keys',act:async p=>{await p.getByRole('button',{name:'Create API key'}).click();await p.waitForTimeout(600)},full:0},
 'audit':{url:W+'/audit-log',full:1},
 'audit-none':{url:W+'/audit-log?search=zzz&from=2026-01-01'},
}
const only=process.argv[2]?.split(',')
let faults=0
for(const theme of (process.env.T??'light,dark').split(',')) for(const w of (process.env.W??'1440,768,360').split(',').map(Number)) for(const [name,pg] of Object.entries(pages)){
  if(only&&!only.includes(name)) continue
  const ctx=await browser.newContext({viewport:{width:w,height:w===360?780:900},colorScheme:theme,hasTouch:w===360,isMobile:w===360})
  const [n,v]=world.people[pg.as??'olga'].split('=')
  await ctx.addCookies([{name:n,value:v,url:base}])
  await ctx.addInitScript(([t,l])=>{if(l)localStorage['switchboard.language']=l},[theme,process.env.L])
  const page=await ctx.newPage(); page.setDefaultTimeout(6000)
  page.on('pageerror',e=>{console.log('PAGEERROR',name,e.message.slice(0,300));faults++}); page.on('console',m=>m.type()==='error'&&console.log('CONSOLE',name,m.text().slice(0,300)))
  try{
  await page.goto(base+pg.url); await page.getByRole('heading',{level:1}).first().waitFor({timeout:25000}); await page.waitForTimeout(700)
  try{ if(pg.act) await pg.act(page)}catch(e){console.log('ACT',name,w,e.message.slice(0,300))}
  if(pg.full){const h=await page.evaluate(()=>{const c=document.querySelector('#content');return c?innerHeight+c.scrollHeight-c.clientHeight:innerHeight});await page.setViewportSize({width:w,height:Math.min(h,4000)});await page.waitForTimeout(200)}
  await page.screenshot({path:`/tmp/w3/${name}-${theme}-${w}.png`,fullPage:!!pg.full})
  const over=await page.evaluate(()=>document.documentElement.scrollWidth-innerWidth); if(over>0){console.log('OVERFLOW',name,w,over);faults++}
  const r=await new AxeBuilder({page}).withTags(['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']).analyze()
  for(const v of r.violations){faults++;console.log('AXE',name,theme,w,v.id,v.nodes.length,v.nodes.slice(0,3).map(n=>n.target.join(' ')+' :: '+([...n.any,...n.all,...n.none].map(x=>x.message).join(' ')).slice(0,300)).join('\n     '))}
  }catch(e){console.log('FAIL',name,w,e.message.slice(0,200));faults++}
  await ctx.close() }
await browser.close(); console.log('faults',faults)
